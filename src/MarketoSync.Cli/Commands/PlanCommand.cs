using System.Globalization;
using MarketoSync.Cli.Configuration;
using MarketoSync.Cli.Progress;
using MarketoSync.Cli.Reports;
using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Marketo;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Storage.Files;
using Spectre.Console;

namespace MarketoSync.Cli.Commands;

/// <summary><c>plan SOURCE</c>: what a sync would send, and what it would reject. Nothing is sent.</summary>
public static class PlanCommand
{
    private const int MostRejectionsShown = 20;

    public static async Task<int> RunAsync(Terminal terminal, SyncArguments arguments)
    {
        var request = Requests.Check(arguments);
        var settings = CliSettings.Load(terminal.Read).Limits();
        var scratch = Directory.CreateTempSubdirectory("marketo-sync-plan-");
        try
        {
            var folder = new FileRunStore(scratch.FullName).Open("plan");
            await using var source = Source.Open(terminal, arguments.Source);
            var intake = await RecordIntake.RunAsync(
                source, RunIntake.Options(request, settings), folder, terminal.Stop);
            if (intake is InputError error)
                throw new UsageException($"{Source.Name(arguments.Source)}, line {error.Line}: {error.Text}");

            var summary = (IntakeSummary)intake;
            foreach (var name in summary.Unmatched) terminal.Warn(MappingWarning.Unmatched(name));
            var choice = ModeChoice.Of(request, summary, settings);
            var chosen = request with { Mode = choice.Mode };
            var plan = await PlanStep.CountAsync(new RunScope(folder, chosen), (uint)summary.Stored, chosen.Limits(settings), terminal.Stop);
            var figures = PlanFigures.Of(summary, plan, choice, settings);
            if (arguments.Json)
                await terminal.Data.WriteLineAsync(System.Text.Json.JsonSerializer.Serialize(figures, PlanJson.Default.PlanFigures));
            else
                await PrintAsync(terminal, figures, chosen, settings, folder);
            return ExitCode.Success;
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static string Share(PlanFigures plan) => plan.QuotaShare is > 0 and < 0.001
        ? "less than 0.1 %"
        : string.Create(CultureInfo.InvariantCulture, $"{plan.QuotaShare * 100:N1} %");

    private static string Calls(PlanFigures plan, SyncRequest request, int most) => request.Import is null
        ? string.Create(CultureInfo.InvariantCulture, $"{plan.Calls:N0}, each with at most {most:N0} records")
        : string.Create(CultureInfo.InvariantCulture, $"about {plan.Calls:N0}, for {plan.Files:N0} files, each with at most {most:N0} rows");

    private static string Time(PlanFigures plan) => plan.FloorSeconds == 0
        ? "the rate limit does not slow it down"
        : $"the rate limit allows no less than {ProgressText.Duration(TimeSpan.FromSeconds(plan.FloorSeconds))}";

    private static async Task PrintAsync(
        Terminal terminal, PlanFigures plan, SyncRequest request, MarketoSettings settings, IRunFolder folder)
    {
        var culture = CultureInfo.InvariantCulture;
        terminal.Output.WriteLine(string.Create(culture, $"{plan.Records:N0} {(plan.Records == 1 ? "record" : "records")} for {request.Target.Name} by {request.Operation.Action.Name()}, key {string.Join(" and ", request.KeyFields)}. Nothing was sent."));
        terminal.Output.WriteLine();
        var grid = new Grid().AddColumn().AddColumn(new GridColumn().PadRight(0));
        if (plan.ModeReason is not null) grid.AddRow("mode", plan.ModeReason);
        grid.AddRow("calls", string.Create(culture, $"{Calls(plan, request, request.Limits(settings).MaxRecords)} and {request.Limits(settings).MaxBytes:N0} bytes"));
        grid.AddRow("bytes", string.Create(culture, $"{plan.Bytes:N0} in request bodies"));
        grid.AddRow("quota", string.Create(culture, $"{Share(plan)} of the {settings.DailyCallLimit:N0} calls a day that are set"));
        grid.AddRow("time", Time(plan) + string.Create(culture, $" ({settings.CallsPerWindow:N0} calls in {settings.Window.TotalSeconds:0.###} s)"));
        if (plan.Waiting > 0) grid.AddRow("repeated keys", string.Create(culture, $"{plan.Waiting:N0} {(plan.Waiting == 1 ? "record waits" : "records wait")} for an earlier record with the same key"));
        grid.AddRow("rejected", plan.Rejected == 0 ? "none" : string.Create(culture, $"{plan.Rejected:N0} {(plan.Rejected == 1 ? "record" : "records")} would not be sent"));
        terminal.Output.Write(grid);
        if (plan.Rejected == 0) return;

        terminal.Output.WriteLine();
        await foreach (var rejected in RejectedRecords.ReadAsync(folder, terminal.Stop).Take(MostRejectionsShown))
            terminal.Output.WriteLine(string.Create(culture, $"line {rejected.Line}: {Looks.Plain(rejected.Message)}"));

        if (plan.Rejected > MostRejectionsShown) terminal.Output.WriteLine(string.Create(culture, $"and {plan.Rejected - MostRejectionsShown:N0} more"));
    }
}
