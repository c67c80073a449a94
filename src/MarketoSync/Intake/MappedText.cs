namespace MarketoSync.Intake;

/// <summary>
/// A record's text as the mapping makes it, in a buffer that each record uses again. What is taken over from the record is copied in
/// pieces as large as the mapping leaves them.
/// </summary>
/// <param name="constants">JSON properties for every record, each with a comma before it.</param>
internal sealed class MappedText(byte[] constants)
{
    private byte[] _text = new byte[4 * 1024];
    private int _length;

    // How far the record is copied, or left out.
    private int _done;

    /// <summary>Whether the text is another than the record's own.</summary>
    public bool IsChanged => _length > 0;

    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    public void Begin()
    {
        _length = 0;
        _done = 0;
    }

    /// <summary>A field without white space around it goes on under another name.</summary>
    /// <param name="name">Where in the record its name begins.</param>
    /// <param name="value">Where its value begins.</param>
    public void Rename(ReadOnlySpan<byte> record, int name, int value, ReadOnlySpan<byte> written)
    {
        Copy(record[_done..name]);
        Copy(written);
        _done = value;
    }

    /// <summary>A field without white space around it is left out.</summary>
    /// <param name="name">Where in the record its name begins.</param>
    /// <param name="end">Where its value ends.</param>
    public void Drop(ReadOnlySpan<byte> record, int name, int end)
    {
        Copy(record[_done..name]);

        // And the comma behind it, or the end of the record.
        _done = end + 1;
    }

    /// <summary>The record is at its end, and has a field at least.</summary>
    /// <returns>Whether any of its fields is left.</returns>
    public bool TryEnd(ReadOnlySpan<byte> record)
    {
        if (_done == 0 && constants.Length == 0) return true;
        if (_done < record.Length) Copy(record[_done..^1]);
        if (_text[_length - 1] == ',') _length--;
        return TryClose();
    }

    /// <summary>Instead of the above: adds one field after the other.</summary>
    /// <param name="written">Another name than the field's own, or nothing.</param>
    /// <param name="field">The field from its name to its value's end, or only the value where it has another name.</param>
    public void Add(ReadOnlySpan<byte> written, ReadOnlySpan<byte> field)
    {
        Copy(_length == 0 ? "{"u8 : ","u8);
        Copy(written);
        Copy(field);
    }

    /// <summary>Ends what was added.</summary>
    /// <returns>Whether that is any field.</returns>
    public bool TryClose()
    {
        if (_length <= 1) return false;
        Copy(constants);
        Copy("}"u8);
        return true;
    }

    private void Copy(ReadOnlySpan<byte> part)
    {
        if (part.Length > _text.Length - _length) Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + part.Length));
        part.CopyTo(_text.AsSpan(_length));
        _length += part.Length;
    }
}
