namespace MarketoSync.Runs;

/// <summary>An engine that can tell when a run comes to rest, rather than be asked again and again.</summary>
public interface IRunWatch
{
    /// <summary>Completes when the run is no longer under way: stopped, over or failed. At once if it is not under way in this process.</summary>
    Task AtRestAsync(string run, CancellationToken cancellation);
}
