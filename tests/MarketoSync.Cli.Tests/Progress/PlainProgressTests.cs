using MarketoSync.Cli.Progress;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Testing;

namespace MarketoSync.Cli.Tests.Progress;

public sealed class PlainProgressTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TestConsole _error = new();

    public PlainProgressTests() => _error.Profile.Width = 1_000;

    [Fact]
    public void A_line_comes_every_five_seconds()
    {
        using var progress = new PlainProgress(_error, _time);
        for (var second = 1; second <= 12; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            progress.Show(Progressed.To(second * 100));
        }

        Assert.Equal(["500", "1,000"], Lines().Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void The_pace_counts_from_the_first_progress_and_not_from_the_first_line()
    {
        using var progress = new PlainProgress(_error, _time);
        progress.Show(Progressed.To(0));
        _time.Advance(TimeSpan.FromSeconds(5));
        progress.Show(Progressed.To(1_000));

        Assert.Contains("200 records a second", Assert.Single(Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public void What_one_had_better_know_is_told_at_once_and_only_once()
    {
        using var progress = new PlainProgress(_error, _time);
        progress.Show(Progressed.To(0));
        progress.Show(Progressed.To(0) with { Notice = "The quota is short." });
        progress.Show(Progressed.To(1) with { Notice = "The quota is short." });

        Assert.Equal("The quota is short.", Assert.Single(Lines()));
    }

    [Fact]
    public void A_new_wait_of_some_length_is_told_at_once_and_only_once()
    {
        using var progress = new PlainProgress(_error, _time);
        var until = _time.GetUtcNow().AddMinutes(1);
        progress.Show(Progressed.To(0));
        progress.Show(Progressed.To(0, waitingFor: "Marketo to recover", until: until));
        progress.Show(Progressed.To(0, waitingFor: "Marketo to recover", until: until));
        progress.Show(Progressed.To(0, waitingFor: "Marketo's daily quota to reset", until: until));

        Assert.Equal(2, Lines().Count);
    }

    [Fact]
    public void A_wait_that_is_soon_over_is_not_worth_a_line()
    {
        using var progress = new PlainProgress(_error, _time);
        progress.Show(Progressed.To(0, waitingFor: "Marketo to recover", until: _time.GetUtcNow().AddSeconds(1)));

        Assert.Empty(Lines());
    }

    [Fact]
    public void What_is_said_comes_at_once()
    {
        using var progress = new PlainProgress(_error, _time);
        progress.Say("Stopping.");

        Assert.Equal("Stopping.", Assert.Single(Lines()));
    }

    public void Dispose() => _error.Dispose();

    private List<string> Lines() => [.. _error.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
