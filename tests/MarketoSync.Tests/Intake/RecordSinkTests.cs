using MarketoSync.Batching;
using MarketoSync.Intake;
using MarketoSync.Runs;
using MarketoSync.Tests.Runs;

namespace MarketoSync.Tests.Intake;

public sealed class RecordSinkTests
{
    private static readonly IntakeOptions s_options = new(SourceFormat.Ndjson, "email", new BatchLimits(300, 950_000, 100));
    private readonly MemoryRunFolder _folder = new();

    [Theory]
    [InlineData(RunFiles.Records)]
    [InlineData(RunFiles.Index)]
    [InlineData(RunFiles.Rejected)]
    public async Task An_object_that_cannot_be_made_leaves_none_of_the_others_open_or_there(string name)
    {
        _folder.Creating = created =>
        {
            if (created == name) throw new IOException("The disk is full.");
        };

        await Assert.ThrowsAsync<IOException>(() => RecordSink.CreateAsync(s_options, _folder, default));

        Assert.Equal(0, _folder.Unfinished);
        Assert.True(_folder.IsEmpty);
    }

    [Theory]
    [InlineData(RunFiles.Records)]
    [InlineData(RunFiles.Index)]
    [InlineData(RunFiles.Rejected)]
    public async Task Who_gives_up_meanwhile_leaves_none_of_them_open_or_there(string name)
    {
        using var stop = new CancellationTokenSource();
        _folder.Creating = created =>
        {
            if (created == name) stop.Cancel();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RecordSink.CreateAsync(s_options, _folder, stop.Token));

        Assert.Equal(0, _folder.Unfinished);
        Assert.True(_folder.IsEmpty);
    }

    [Fact]
    public async Task Records_that_do_not_come_to_their_end_leave_nothing()
    {
        await using (var sink = await RecordSink.CreateAsync(s_options, _folder, default))
        {
            for (var line = 1u; !sink.IsFull; line++) sink.Accept(line, "{\"email\":\"a@x.example\"}"u8);
            await sink.WriteOutAsync(default);
        }

        Assert.Equal(0, _folder.Unfinished);
        Assert.True(_folder.IsEmpty);
    }
}
