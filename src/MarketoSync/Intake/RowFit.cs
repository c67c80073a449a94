namespace MarketoSync.Intake;

/// <summary>What is done about records that a row of a file cannot hold.</summary>
public enum RowFit
{
    /// <summary>Nothing: they are not to be rows.</summary>
    Ignored,

    /// <summary>They are counted.</summary>
    Counted,

    /// <summary>They are rejected.</summary>
    Required,
}
