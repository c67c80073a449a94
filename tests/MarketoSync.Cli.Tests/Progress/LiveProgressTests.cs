using MarketoSync.Cli.Progress;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Testing;

namespace MarketoSync.Cli.Tests.Progress;

public sealed class LiveProgressTests : IDisposable
{
    private const string ClearLine = "\r\u001b[2K";
    private readonly FakeTimeProvider _time = new();
    private readonly TestConsole _error = new TestConsole().EmitAnsiSequences();

    [Fact]
    public void It_draws_the_latest_in_place_ten_times_a_second_at_most()
    {
        _error.Profile.Width = 120;
        using var progress = new LiveProgress(_error, _time);
        for (var record = 0; record <= 5_000; record++) progress.Show(Progressed.To(record));
        Assert.Equal("", _error.Output);

        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(2, _error.Output.Split(ClearLine).Length);
        Assert.Contains("5,000 of 10,000 records settled", _error.Output, StringComparison.Ordinal);
        Assert.Equal(30, _error.Output.Count(letter => letter == '━'));
        Assert.DoesNotContain('\n', _error.Output);
    }

    [Fact]
    public void What_one_had_better_know_is_written_above_once()
    {
        _error.Profile.Width = 120;
        using var progress = new LiveProgress(_error, _time);
        progress.Show(Progressed.To(0) with { Notice = "The quota is short." });
        progress.Show(Progressed.To(1) with { Notice = "The quota is short." });
        Assert.Equal("The quota is short.\n", _error.Output);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    public void It_fits_a_narrow_terminal(int width)
    {
        _error.Profile.Width = width;
        using var progress = new LiveProgress(_error, _time);
        progress.Show(Progressed.To(5_000));
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.DoesNotContain('\n', _error.Output);
        Assert.True(Spoken(_error.Output).Length < width);
    }

    [Fact]
    public void What_is_said_stands_on_a_line_of_its_own_and_the_bar_goes_on()
    {
        _error.Profile.Width = 120;
        using var progress = new LiveProgress(_error, _time);
        progress.Show(Progressed.To(5_000));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        progress.Say("Stopping.");
        _time.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Contains(ClearLine + "Stopping.\n" + ClearLine, _error.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void At_its_end_the_last_state_is_drawn_and_the_line_is_ended_once()
    {
        _error.Profile.Width = 120;
        var progress = new LiveProgress(_error, _time);
        progress.Show(Progressed.To(10_000));
        progress.Dispose();
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("10,000 of 10,000", _error.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n", _error.Output, StringComparison.Ordinal);
        Assert.Equal(1, _error.Output.Count(letter => letter == '\n'));
    }

    [Fact]
    public void A_run_that_failed_at_once_leaves_no_trace()
    {
        new LiveProgress(_error, _time).Dispose();

        Assert.Equal("", _error.Output);
    }

    [Fact]
    public void No_record_is_a_full_bar()
    {
        _error.Profile.Width = 120;
        using (var progress = new LiveProgress(_error, _time)) progress.Show(Progressed.To(0, stored: 0));

        Assert.Equal(30, _error.Output.Count(letter => letter == '━'));
    }

    public void Dispose() => _error.Dispose();

    private static string Spoken(string output) =>
        System.Text.RegularExpressions.Regex.Replace(output, "\u001b\\[[0-9;]*[A-Za-z]|\r", "");
}
