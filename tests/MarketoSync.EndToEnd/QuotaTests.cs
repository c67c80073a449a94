using MarketoSync.EndToEnd.Support;
using MarketoSync.Simulator;

namespace MarketoSync.EndToEnd;

public sealed class QuotaTests
{
    [Fact]
    public async Task Marketos_daily_quota_stops_a_run_that_shall_not_wait()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0, DailyQuota = 4 });
        using var shell = new Shell(simulator, ("Marketo__MaxConcurrentCalls", "1"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 2_000, isNarrow: true);

        var exit = await shell.RunAsync("sync", source, "--on-quota", "stop", "--run", "r");

        Assert.Equal(3, exit);
        Assert.Equal(5, simulator.Statistics.RestCalls);
        var report = await shell.ReportAsync("r");
        Assert.Equal("The day's API calls are spent.", report.StopReason);
        Assert.Equal((900L, 1_100L), (report.Records["created"], report.Records["notSent"]));
        Assert.Equal(1, report.Calls.Errors["607"]);
    }

    [Fact]
    public async Task Our_own_daily_limit_is_shared_by_the_runs_of_a_folder_and_no_call_goes_beyond_it()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator, ("Marketo__DailyCallLimit", "4"));
        var first = shell.PathOf("first.ndjson");
        var second = shell.PathOf("second.ndjson");
        People.Write(first, 600, isNarrow: true);
        People.Write(second, 1_200, isNarrow: true);
        Assert.Equal(0, await shell.RunAsync("sync", first, "--on-quota", "stop", "--run", "first"));

        var exit = await shell.RunAsync("sync", second, "--on-quota", "stop", "--run", "second");

        Assert.Equal(3, exit);
        Assert.Equal(4, simulator.Statistics.RestCalls);
        var report = await shell.ReportAsync("second");
        Assert.Equal("The day's API calls are spent.", report.StopReason);
        Assert.Equal((300L, 900L), (report.Records["updated"], report.Records["notSent"]));
        Assert.Equal(1, report.Calls.Total);

        shell.Set("Marketo__DailyCallLimit", "100");
        Assert.Equal(0, await shell.RunAsync("resume", "second"));
        Assert.Equal(7, simulator.Statistics.RestCalls);
    }

    [Fact]
    public async Task What_is_reserved_is_left_to_others_and_a_run_that_would_touch_it_says_so_before()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0, DailyQuota = 100 });
        using var shell = new Shell(simulator, ("Marketo__DailyQuota", "100"), ("Marketo__QuotaReserve", "20"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 6_000, isNarrow: true);
        simulator.SpendQuota(70);

        var exit = await shell.RunAsync("sync", source, "--on-quota", "stop", "--run", "r");

        Assert.Equal(3, exit);
        Assert.StartsWith("The run takes about 20 calls. Of the 100 a day 72 are used today and 20 reserved: it stops after about 8.", shell.Error, StringComparison.Ordinal);
        Assert.InRange(simulator.Statistics.QuotaUsed, 80, 81);
        var report = await shell.ReportAsync("r");
        Assert.Equal(simulator.Statistics.RestCalls, report.Calls.Total);
        Assert.Equal("Of the 100 calls that the subscription has a day 81 are used, and 20 are reserved (Marketo__QuotaReserve). Resume the run after midnight in Chicago, or lower the reserve.", report.StopReason);
        Assert.Equal((81L, 100L, 20L), (report.Calls.Quota!.Used, report.Calls.Quota.Daily, report.Calls.Quota.Reserve));
        Assert.StartsWith("The run takes about 20 calls.", Assert.Single(report.Warnings!), StringComparison.Ordinal);

        shell.Set("Marketo__QuotaReserve", "0");
        Assert.Equal(0, await shell.RunAsync("resume", "r"));
        report = await shell.ReportAsync("r");
        Assert.Equal(simulator.Statistics.RestCalls, report.Calls.Total);
        Assert.Equal(6_000, report.Records["created"]);
    }

    [Fact]
    public async Task A_run_of_many_calls_says_without_a_reserve_too_when_those_of_the_day_will_not_do_and_Marketo_has_the_last_word()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0, DailyQuota = 50_200 });
        using var shell = new Shell(simulator, ("Marketo__MaxBatchRecords", "10"), ("Marketo__DailyCallLimit", "100000"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 2_600, isNarrow: true);
        simulator.SpendQuota(49_898);

        Assert.Equal(0, await shell.RunAsync("sync", source, "--on-quota", "stop", "--run", "r"));

        const string Notice = "The run takes about 260 calls. Of the 50,000 a day 49,900 are used today: it stops after about 100, if the subscription has no more than that (Marketo__DailyQuota).";
        Assert.StartsWith(Notice, shell.Error, StringComparison.Ordinal);
        var report = await shell.ReportAsync("r");
        Assert.Equal((262L, 262), (report.Calls.Total, simulator.Statistics.RestCalls));
        Assert.Equal((49_900L, 50_000L, 0L), (report.Calls.Quota!.Used, report.Calls.Quota.Daily, report.Calls.Quota.Reserve));
        Assert.Equal(Notice, Assert.Single(report.Warnings!));
        Assert.Equal(2_600, report.Records["created"]);
    }

    [Fact]
    public async Task A_run_goes_on_where_Marketo_does_not_tell_what_is_used()
    {
        await using var simulator = await MarketoSimulator.StartAsync(new SimulatorOptions { CallsPerWindow = 0 });
        using var shell = new Shell(simulator, ("Marketo__QuotaReserve", "49999"));
        var source = shell.PathOf("people.ndjson");
        People.Write(source, 600, isNarrow: true);
        simulator.FailNext("603", FaultTarget.Read, path: "/rest/v1/stats");

        Assert.Equal(0, await shell.RunAsync("sync", source, "--on-quota", "stop", "--run", "r"));

        Assert.Equal((4L, 1L), ((await shell.ReportAsync("r")).Calls.Total, (await shell.ReportAsync("r")).Calls.Errors["603"]));
    }
}
