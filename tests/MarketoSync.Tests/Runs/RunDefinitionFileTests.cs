using MarketoSync.Runs;

namespace MarketoSync.Tests.Runs;

public sealed class RunDefinitionFileTests
{
    private static readonly RunDefinition s_run = new(
        "20260801-1", "example.test", "leads", "createOnly", "email", "sync", "people.csv", "csv",
        new DateTimeOffset(2026, 8, 1, 9, 30, 0, TimeSpan.Zero), 3, 120, 2, RetryOf: "20260731-9");

    [Fact]
    public async Task A_definition_reads_back_as_it_was_written()
    {
        var folder = new MemoryRunFolder();
        await RunDefinitionFile.WriteAsync(folder, s_run, default);

        Assert.Equal(s_run, await RunDefinitionFile.ReadAsync(folder, default));
        Assert.StartsWith("{\"run\":\"20260801-1\",\"subscription\":\"example.test\",\"target\":\"leads\"", folder.Text(RunFiles.Run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_intake_is_complete_there_is_none() =>
        Assert.Null(await RunDefinitionFile.ReadAsync(new MemoryRunFolder(), default));

    [Fact]
    public void Stored_and_rejected_records_make_all() => Assert.Equal(5, s_run.Records);
}
