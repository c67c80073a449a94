using Spectre.Console.Testing;

namespace MarketoSync.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly TestConsole _output = new();
    private readonly TestConsole _error = new();
    private readonly StringWriter _data = new();

    public CommandLineTests() => _error.Profile.Width = 1_000;

    [Fact]
    public async Task An_error_is_one_short_text_and_its_place_is_shown_on_request()
    {
        Assert.Equal(2, await RunAsync(_ => null, "report", "none", "--runs", "nowhere"));
        Assert.Equal("There is no run none in nowhere.\n", _error.Output);

        Assert.Equal(2, await RunAsync(_ => null, "report", "none", "--runs", "nowhere", "--verbose"));
        Assert.Contains("   at MarketoSync.Cli", _error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_our_own_is_called_so()
    {
        Assert.Equal(3, await RunAsync(_ => throw new InvalidOperationException("Lost my way."), "sync", "people.csv"));

        Assert.Equal("A fault in marketo-sync itself: Lost my way. Run it again with --verbose to see where.\n", _error.Output);
    }

    [Fact]
    public async Task The_help_names_each_command_and_goes_to_standard_output()
    {
        Assert.Equal(0, await RunAsync(_ => null, "--help"));

        foreach (var command in (string[])["sync", "sync-all", "resume", "retry", "plan", "report", "runs", "simulate", "demo"])
            Assert.Contains($"\n  {command}", _data.ToString(), StringComparison.Ordinal);
        Assert.Equal("", _error.Output);
    }

    [Theory]
    [InlineData("sync", "--target", "--action", "--lookup-field", "--dedupe-by", "--format", "--mode", "--run", "--json", "--runs", "--on-quota")]
    [InlineData("sync-all", "--run", "--json", "--runs")]
    [InlineData("resume", "--json", "--runs")]
    [InlineData("retry", "--only", "--run", "--json", "--runs")]
    [InlineData("plan", "--target", "--format", "--json")]
    [InlineData("report", "--json", "--html", "--rejects", "--runs")]
    [InlineData("simulate", "--port", "--faults", "--max-import-bytes", "--import-seconds", "--import-rows-per-second", "--import-queue", "--import-faults")]
    public async Task The_help_of_a_command_names_its_options(string command, params string[] options)
    {
        Assert.Equal(0, await RunAsync(_ => null, command, "--help"));

        foreach (var option in options) Assert.Contains($"  {option} ", _data.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_is_no_option_points_to_the_help_of_its_command()
    {
        Assert.Equal(2, await RunAsync(_ => null, "retry", "r", "--colour"));

        Assert.EndsWith("Help: marketo-sync retry --help\n", _error.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        _data.Dispose();
    }

    private Task<int> RunAsync(Func<string, string?> environment, params string[] arguments) => CommandLine.RunAsync(
        arguments, new Terminal(_output, _data, _error, () => Stream.Null, TimeProvider.System, environment, CancellationToken.None));
}
