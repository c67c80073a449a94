namespace MarketoSync.Inbox;

/// <summary>What becomes of an inbox's file when its run is over.</summary>
public interface IFiling
{
    /// <summary>Files away the file of a run that is over, with its report beside it. Repeating it changes nothing.</summary>
    Task FileAwayAsync(string run, CancellationToken cancellation);
}
