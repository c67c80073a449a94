namespace MarketoSync.Simulator;

/// <summary>The values of one row, checked against their fields. Used for row after row.</summary>
/// <param name="ordinals">The field of each column; below 0 for a column that is for none.</param>
/// <param name="wanted">The one field whose value is wanted; null for all.</param>
internal sealed class RowValues(SimulatedField[] fields, int[] ordinals, ImportOptions options, int? wanted = null)
{
    /// <summary>By field ordinal: null for a field left as it is, <see cref="FieldValue.Cleared"/> for one to clear.</summary>
    public object?[] Values { get; } = new object?[fields.Length];

    /// <summary>The first reason why the row fails.</summary>
    public string? Failure { get; private set; }

    /// <summary>The ordinal of the first field whose value is wrong.</summary>
    public int? FailedField { get; private set; }

    /// <summary>Adobe documents one warning: an e-mail address that is none is stored all the same.</summary>
    public string? Warning { get; private set; }

    public void Read(DelimitedReader row)
    {
        Array.Clear(Values);
        (FailedField, Failure, Warning) = (null, row.Count > ordinals.Length ? "Row has more cells than the header" : null, null);
        for (var cell = 0; cell < Math.Min(row.Count, ordinals.Length); cell++)
            if (ordinals[cell] >= 0)
                Read(row, cell, fields[ordinals[cell]], ref Values[ordinals[cell]]);
    }

    private void Read(DelimitedReader row, int cell, SimulatedField field, ref object? value)
    {
        var bytes = row.Bytes(cell);
        if (bytes.IsEmpty)
        {
            if (options.BlankCells is BlankCells.Clear) value = FieldValue.Clear(field);
            return;
        }
        if (options.NullTexts is NullTexts.Clear && (bytes.SequenceEqual("null"u8) || bytes.SequenceEqual("NULL"u8)))
        {
            value = FieldValue.Clear(field);
            return;
        }
        if (wanted is { } one && ordinals[cell] != one && field.IsFreeText && bytes.Length <= field.Length) return;
        var text = row.Text(cell);
        var problem = FieldValue.Parse(text, field, out var parsed);
        if (problem is FieldProblem.Invalid && field.Type is SimulatedFieldType.Email)
        {
            Warning ??= "Invalid email address";
            (problem, parsed) = (text.Length > field.Length ? FieldProblem.TooLong : FieldProblem.None, text);
        }
        if (problem is FieldProblem.None)
        {
            value = parsed;
            return;
        }
        FailedField ??= ordinals[cell];
        Failure ??= $"{(problem is FieldProblem.Invalid ? "Invalid data type" : "Value too long")} in field {field.Label}";
    }
}
