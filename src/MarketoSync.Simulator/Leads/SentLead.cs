namespace MarketoSync.Simulator;

/// <summary>One record of a call as read: its key, its values, and what is wrong with it by itself.</summary>
internal struct SentLead
{
    /// <summary>
    /// By field ordinal: null for a field left out, <see cref="FieldValue.Cleared"/> for one to clear. Null where values are not kept.
    /// </summary>
    public object?[]? Values;

    /// <summary>The key as sent, for the ledger.</summary>
    public string? KeyText;

    public ulong Key;

    /// <summary>Marketo's id, if the record carries one.</summary>
    public long? Id;

    /// <summary>The first reason to skip the record; the code is null if there is none.</summary>
    public ApiError Error;
}
