using MarketoSync.Orchestration;
using MarketoSync.Records;
using MarketoSync.Recovery;
using MarketoSync.Runs;
using MarketoSync.Sending;
using Microsoft.Extensions.Time.Testing;

namespace MarketoSync.Tests.Sending;

public class ConcludeStepTests
{
    private static readonly CancellationToken s_never = CancellationToken.None;

    [Fact]
    public async Task Records_that_are_left_get_the_result_and_those_that_have_one_keep_it()
    {
        var run = RunInMemory.Distinct(3);
        await run.WriteResultsAsync("0000", new RecordResult(100, 201, "0@x.example", RecordStatus.Created, "1", Batch: "0000"));
        await run.WriteResultsAsync("0000.1", new RecordResult(102, 203, "2@x.example", RecordStatus.Updated, "3", Batch: "0000.1"));
        var input = new ConcludeInput("r1", RunInMemory.Open(0, 3, id: "0000.1"), RecordStatus.Unknown, "timeout");
        var outcome = await ConcludeAsync(run, input);

        Assert.Equal(new Dictionary<RecordStatus, int> { [RecordStatus.Unknown] = 1 }, outcome.Settled);
        var results = (await run.LogAsync("0000.1"))!.Results;
        Assert.Equal([(102L, RecordStatus.Updated), (101, RecordStatus.Unknown)], results.Select(result => (result.Record, result.Status)));
        Assert.Equal("timeout", Assert.Single(results[1].Reasons!).Code);

        await ConcludeAsync(run, input);
        Assert.Equal(2, (await run.LogAsync("0000.1"))!.Results.Count);
    }

    [Fact]
    public async Task The_reason_is_what_Marketo_said_of_it()
    {
        var run = RunInMemory.Distinct(1);
        await new BatchLog(new BatchHeader("0000", 0, default, default, null, 0, 0, "1006", "Lookup field 'x' not found"), []).WriteAsync(run, s_never);
        await ConcludeAsync(run, new ConcludeInput("r1", RunInMemory.Open(0, 1), RecordStatus.Failed, "1006"));
        Assert.Equal([new Reason("1006", "Lookup field 'x' not found")], (await run.LogAsync("0000"))!.Results[0].Reasons);
    }

    private static Task<BatchOutcome> ConcludeAsync(RunInMemory run, ConcludeInput input) =>
        new ConcludeStep(new FakeTimeProvider()).RunAsync(run.Scope(), input, s_never);
}
