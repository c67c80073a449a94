using MarketoSync.Marketo;
using MarketoSync.Orchestration;

namespace MarketoSync.Sending;

/// <summary>What a look-up found.</summary>
/// <param name="Unprovable">Values that match more objects than Marketo lists.</param>
/// <param name="Fault">The call that ended the look-up early, if one did; then nothing is proved.</param>
public sealed record FoundObjects(
    IReadOnlyList<FoundObject> Objects, IReadOnlyList<string> Unprovable, CallCount Calls, CallResult? Fault);
