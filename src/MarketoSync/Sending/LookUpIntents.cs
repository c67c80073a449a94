using MarketoSync.Orchestration;
using MarketoSync.Recovery;
using MarketoSync.Runs;

namespace MarketoSync.Sending;

/// <summary>
/// Notes each call of a look-up before it is made. To look up twice does no harm, but every call is to be counted, also those of a process
/// that died.
/// </summary>
public sealed class LookUpIntents
{
    private readonly RunScope _scope;
    private readonly int _step;
    private int _begun;

    public LookUpIntents(RunScope scope, OpenBatch open, BatchLog log)
    {
        (_scope, _step, Log) = (scope, open.Sends, log);
        _begun = log.Header.LookUp is { } calls && calls.Step == _step ? calls.Begun : 0;
        CutOff = CallCount.CutOff(_begun);
    }

    /// <summary>What is kept of the batch, with what was noted.</summary>
    public BatchLog Log { get; private set; }

    /// <summary>The calls that this step had begun when it was last taken, and whose answers are lost.</summary>
    public CallCount CutOff { get; }

    public async Task NoteAsync()
    {
        var noted = Log with { Header = Log.Header with { LookUp = new LookUpCalls(_step, ++_begun) } };
        Log = await noted.WriteAsync(_scope.Folder, CancellationToken.None);
    }
}
