namespace MarketoSync.Simulator;

/// <summary>What a text longer than its field leads to. Adobe documents neither; client libraries have met the first.</summary>
public enum OverLongValues
{
    /// <summary>The whole call is refused with 1077 and nothing is written.</summary>
    RefuseCall,

    /// <summary>Only the record is skipped, with 1077.</summary>
    SkipRecord,
}
