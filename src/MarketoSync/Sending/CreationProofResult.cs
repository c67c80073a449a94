using MarketoSync.Marketo;
using MarketoSync.Orchestration;

namespace MarketoSync.Sending;

/// <summary>What was proved.</summary>
/// <param name="Created">Id of the object that was created, by the value it was found by.</param>
/// <param name="Changed">The same of the objects that were there and were changed.</param>
/// <param name="Found">Values of all objects that are there, whoever created them.</param>
/// <param name="Touched">Values of those that were created or changed while the lost call may have been at work, or may have been.</param>
/// <param name="Unprovable">Values of which nothing can be proved.</param>
/// <param name="Fault">The call that failed, if one did; then nothing is proved.</param>
public sealed record CreationProofResult(
    IReadOnlyDictionary<string, string> Created,
    IReadOnlyDictionary<string, string> Changed,
    IReadOnlySet<string> Found,
    IReadOnlySet<string> Touched,
    IReadOnlyList<string> Unprovable,
    CallCount Calls,
    CallResult? Fault);
