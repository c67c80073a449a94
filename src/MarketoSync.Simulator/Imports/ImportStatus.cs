namespace MarketoSync.Simulator;

/// <summary>How far an import job is, in Marketo's words.</summary>
public enum ImportStatus
{
    Queued,
    Importing,

    /// <summary>Over; some or all of its rows may have failed.</summary>
    Complete,

    /// <summary>Given up as a whole. Rows before that may be in, and no file of failures tells which.</summary>
    Failed,
}
