using MarketoSync.Orchestration;

namespace MarketoSync.Cli.Progress;

/// <summary>Shows how far a run is while it runs. Disposing it leaves the terminal as it was.</summary>
public interface IProgressDisplay : IDisposable
{
    void Show(RunProgress progress);

    /// <summary>Says something between.</summary>
    void Say(string text);
}
