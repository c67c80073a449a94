namespace MarketoSync.Simulator;

/// <summary>What a column leads to whose name is that of no writable field.</summary>
public enum UnknownColumns
{
    /// <summary>Nothing: its cells come back in the files of failures and warnings only.</summary>
    Ignore,

    /// <summary>The job is queued and ends <see cref="ImportStatus.Failed"/> without a row.</summary>
    FailJob,

    /// <summary>The upload is refused with 1006.</summary>
    RefuseCall,
}
