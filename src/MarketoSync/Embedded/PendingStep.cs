using System.Text.Json;

namespace MarketoSync.Embedded;

/// <summary>Something an orchestration asked for that has not happened yet.</summary>
/// <param name="Name">The activity, or null for a timer.</param>
/// <param name="Input">The activity's.</param>
/// <param name="Due">The timer's.</param>
/// <param name="Complete">Lets the orchestration go on with the output.</param>
internal sealed record PendingStep(string Step, string? Name, object? Input, DateTimeOffset Due, Action<JsonElement?> Complete)
{
    /// <summary>Whether the activity runs, or the timer is set, in this process.</summary>
    public bool IsStarted { get; set; }

    public ITimer? Timer { get; set; }
}
