namespace MarketoSync.Intake;

/// <summary>What the mapping does with one name of the source.</summary>
internal sealed class MappedName
{
    /// <summary>The name to send, or null where the field is not sent.</summary>
    public byte[]? Sent { get; init; }

    /// <summary>The same as JSON, in quotes and with its colon.</summary>
    public byte[]? Written { get; init; }

    /// <summary>Whether the source has the name.</summary>
    public bool IsMet { get; set; }
}
