using System.Globalization;
using MarketoSync.Advice;
using MarketoSync.Cli.Configuration;
using MarketoSync.Cli.Progress;
using MarketoSync.Cli.Reports;
using MarketoSync.Cli.Running;
using MarketoSync.Intake;
using MarketoSync.Mapping;
using MarketoSync.Marketo;
using MarketoSync.Preflight;
using MarketoSync.Records;
using MarketoSync.Runs;
using MarketoSync.Sending;
using MarketoSync.Storage.Files;
using Spectre.Console;

namespace MarketoSync.Cli.Commands;

/// <summary>
/// <c>plan SOURCE</c>: what a sync would send, and what it would reject. Nothing is sent: Marketo is asked for the object's description, unless
/// it is kept, and for the calls of the day, and for nothing at all where preflight is off.
/// </summary>
public static class PlanCommand
{
    private const int MostRejectionsShown = 20;

    public static async Task<int> RunAsync(Terminal terminal, SyncArguments arguments)
    {
        var request = Requests.Check(arguments);
        var configured = CliSettings.Load(terminal.Read);
        var marketo = configured.TryMarketo();
        var settings = marketo ?? configured.Limits();
        var scratch = Directory.CreateTempSubdirectory("marketo-sync-plan-");
        try
        {
            await using var source = Source.Open(terminal, arguments.Source);
            using var connection = marketo is null ? null : new MarketoConnection(terminal, marketo, arguments.Runs);
            var prepared = await PrepareAsync(terminal, request, connection);
            var folder = new FileRunStore(scratch.FullName).Open("plan");
            var intake = await RecordIntake.RunAsync(source, RunIntake.Options(prepared, settings), folder, terminal.Stop);
            if (intake is InputError error)
                throw new UsageException($"{Source.Name(arguments.Source)}, line {error.Line}: {error.Text}");

            var summary = (IntakeSummary)intake with { Unchecked = prepared.Unchecked };
            if (connection is not null) await new RunPreparation(connection.Schemas).LearnAsync(prepared.Request, summary, terminal.Stop);
            foreach (var name in summary.Unmatched) terminal.Warn(MappingWarning.Unmatched(name));
            var choice = ModeChoice.Of(prepared.Request, summary, settings);
            var chosen = prepared.Request with { Mode = choice.Mode };
            var plan = await PlanStep.CountAsync(new RunScope(folder, chosen), (uint)summary.Stored, chosen.Limits(settings), terminal.Stop);
            var figures = PlanFigures.Of(summary, plan, choice, settings);
            if (connection is not null && request.Preflight != PreflightMode.Off) figures = await WithQuotaAsync(figures, connection, terminal.Stop);
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

    /// <summary>A plan needs no subscription, and tells if that keeps something from it.</summary>
    /// <exception cref="UsageException">What tells records apart is not known, or not what was named.</exception>
    private static async Task<Prepared> PrepareAsync(Terminal terminal, SyncRequest request, MarketoConnection? connection)
    {
        var (prepared, fault) = connection is null ? (null, null) : await AskAsync(connection, request, terminal.Stop);
        if (prepared is not null) return prepared;

        fault ??= new DescriptionFault("No subscription is set, so that Marketo's description could not be read.", DescriptionFault.DedupeBy, IsLasting: true);
        var isRefused = request.KeyFields.Count == 0 || fault.Instead is not null;
        var told = fault.Option == DescriptionFault.Preflight || isRefused ? $"{fault.Text} {Requests.WayOut(fault, request)}" : fault.Text;
        if (isRefused) throw new UsageException(told);
        return Prepared.Without(request, PreflightPlan.IsFor(request) ? told : null);
    }

    private static async Task<(Prepared? Prepared, DescriptionFault? Fault)> AskAsync(
        MarketoConnection connection, SyncRequest request, CancellationToken cancellation)
    {
        try
        {
            return await new RunPreparation(connection.Schemas).PrepareAsync(request, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The call is counted where runs are kept, and what it tells is kept there.
            return (null, new DescriptionFault(fault.Message, DescriptionFault.DedupeBy, IsLasting: true));
        }
    }

    private static async Task<PlanFigures> WithQuotaAsync(PlanFigures plan, MarketoConnection connection, CancellationToken cancellation)
    {
        try
        {
            var settings = connection.Settings;
            var (used, result) = await new UsageStep(connection.Client, settings).AskAsync(_ => Task.CompletedTask, cancellation);
            return used is { } calls
                ? plan with { Quota = PlanQuota.Of(calls, settings.DailyQuota, settings.QuotaReserve, plan.Calls) }
                : plan with { QuotaUnknown = $"Marketo did not tell how many calls of the day are used: {CallErrorNames.Described(result.Code)}." };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The call is counted where runs are kept.
            return plan with { QuotaUnknown = fault.Message };
        }
    }

    private static string Quota(PlanQuota quota)
    {
        var reserved = quota.Reserve == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" besides the {quota.Reserve:N0} reserved");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{quota.Used:N0} of the subscription's {quota.Daily:N0} calls of today are used, {quota.Left:N0} are left{reserved}: the run {(quota.Fits ? "fits" : "does not fit")}");
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

    /// <summary>Null where nothing is checked, because that was not asked for or there is nothing to check.</summary>
    private static string? Checked(PlanFigures plan, SyncRequest request) => plan switch
    {
        { Unchecked: { } reason } => "not done. " + reason,
        { Findings: { } findings } => string.Create(CultureInfo.InvariantCulture, $"{findings.Count:N0} {(findings.Count == 1 ? "finding" : "findings")}, below"),
        _ => PreflightPlan.IsFor(request) ? "fields and values fit Marketo's description" : null,
    };

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
        grid.AddRow("own limit", string.Create(culture, $"{Share(plan)} of the {settings.DailyCallLimit:N0} calls a day that are set"));
        if (plan.Quota is { } quota) grid.AddRow("quota", Quota(quota));
        else if (plan.QuotaUnknown is { } unknown) grid.AddRow(new Text("quota"), new Text(Looks.Plain(unknown)));
        if (plan.Quota is null && settings.QuotaReserve > 0) grid.AddRow("reserve", string.Create(culture, $"{settings.QuotaReserve:N0} of the subscription's {settings.DailyQuota:N0} calls a day are left to others"));
        grid.AddRow("time", Time(plan) + string.Create(culture, $" ({settings.CallsPerWindow:N0} calls in {settings.Window.TotalSeconds:0.###} s)"));
        if (plan.Waiting > 0) grid.AddRow("repeated keys", string.Create(culture, $"{plan.Waiting:N0} {(plan.Waiting == 1 ? "record waits" : "records wait")} for an earlier record with the same key"));
        grid.AddRow("rejected", plan.Rejected == 0 ? "none" : string.Create(culture, $"{plan.Rejected:N0} {(plan.Rejected == 1 ? "record" : "records")} would not be sent"));
        if (Checked(plan, request) is { } told) grid.AddRow(new Text("preflight"), new Text(Looks.Plain(told)));
        terminal.Output.Write(grid);
        if (plan.Findings is { } findings) PrintFindings(terminal, findings, plan.Records);
        if (plan.Rejected == 0) return;

        terminal.Output.WriteLine();
        await foreach (var rejected in RejectedRecords.ReadAsync(folder, terminal.Stop).Take(MostRejectionsShown))
            terminal.Output.WriteLine(string.Create(culture, $"line {rejected.Line}: {Looks.Plain(rejected.Message)}"));

        if (plan.Rejected > MostRejectionsShown) terminal.Output.WriteLine(string.Create(culture, $"and {plan.Rejected - MostRejectionsShown:N0} more"));
    }

    private static void PrintFindings(Terminal terminal, IReadOnlyList<PlanFinding> findings, long records)
    {
        var culture = CultureInfo.InvariantCulture;
        terminal.Output.WriteLine();
        foreach (var finding in findings)
        {
            var lines = string.Join(", ", finding.Lines.Select(line => line.ToString(culture))) + (finding.Count > finding.Lines.Count ? ", …" : "");
            var which = finding.Count == records ? "every record" : string.Create(culture, $"{finding.Count:N0} records");
            var place = finding.Count == 1 ? $"line {lines}" : $"{which}, lines {lines}";
            terminal.Output.WriteLine($"{finding.Code}, {place}: {Looks.Plain(finding.Message)}");
        }
    }
}
