namespace MarketoSync.Simulator;

/// <summary>What an opportunity of an unknown sales person leads to. Adobe lists 718 among the codes that refuse a call.</summary>
public enum UnknownSalesPerson
{
    /// <summary>The whole call is refused with 718 and nothing is written.</summary>
    RefuseCall,

    /// <summary>Only the record is skipped, with 718.</summary>
    SkipRecord,
}
