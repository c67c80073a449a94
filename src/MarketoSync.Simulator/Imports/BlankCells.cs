namespace MarketoSync.Simulator;

/// <summary>What a blank cell of an import file does to its field. Adobe documents neither for the API.</summary>
public enum BlankCells
{
    LeaveAsIs,
    Clear,
}
