using MarketoSync.Orchestration;
using MarketoSync.Records;

namespace MarketoSync.Cli.Tests.Progress;

/// <summary>Makes progress.</summary>
internal static class Progressed
{
    public static RunProgress To(long settled, long stored = 10_000, long calls = 12, string? waitingFor = null, DateTimeOffset? until = null) => new(
        stored, new Dictionary<RecordStatus, long> { [RecordStatus.Created] = settled }, calls, 0, 0, waitingFor, until);
}
