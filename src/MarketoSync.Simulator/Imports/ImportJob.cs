using System.Globalization;

namespace MarketoSync.Simulator;

/// <summary>
/// An uploaded file and how far its import is. While it is not over it keeps the file, then only the rows to hand out. To be used under
/// the queue's gate.
/// </summary>
internal sealed class ImportJob : QueuedImport
{
    private const int RowsAtATime = 500;

    private readonly Subscription data;
    private readonly ImportFailure? failure;
    private readonly int last;
    private readonly ImportSnapshot fixedFacts;
    private readonly byte[] header;
    private ImportPlan? plan;
    private DelimitedReader? reader;
    private ResultFile? failures;
    private ResultFile? warnings;
    private int done;

    /// <param name="failure">Where the job is to be given up; null where only its own problem is a reason to.</param>
    public ImportJob(long id, Subscription data, ImportPlan plan, ImportFailure? failure)
        : base(plan.Kind, TimeOf(data.Options.Imports, Last(plan, failure)))
    {
        (this.data, this.plan, Id) = (data, plan, id);
        this.failure = plan.Problem is null ? failure : new ImportFailure(0, plan.Problem);
        last = Last(plan, failure);
        header = plan.File.Bytes.Span[..plan.File.HeaderLength].ToArray();
        (failures, warnings) = (NewFile(plan), NewFile(plan));
        fixedFacts = new ImportSnapshot(
            id, plan.Kind, plan.Object, ImportStatus.Queued, plan.Call, default, null, null, plan.File.Bytes.Length, plan.FileHash, plan.Rows,
            0, 0, 0, "");
    }

    public long Id { get; }

    public string Object => fixedFacts.Object;

    public string FileHash => fixedFacts.FileHash;

    public ImportSnapshot Snapshot
    {
        get
        {
            var status = StartedAt is null ? ImportStatus.Queued
                : EndedAt is null ? ImportStatus.Importing
                : failure is null ? ImportStatus.Complete
                : ImportStatus.Failed;
            var facts = fixedFacts with
            {
                Status = status, CreatedAt = CreatedAt, StartedAt = StartedAt, EndedAt = EndedAt,
                Imported = done - Failed, Failed = Failed, Warned = Warned,
            };
            return facts with { Message = MessageOf(facts) };
        }
    }

    private int Failed { get; set; }

    private int Warned { get; set; }

    /// <summary>The rows that failed with their reasons; empty where none did.</summary>
    public ReadOnlyMemory<byte> Failures => failures?.ToFile(header, "Import Failure Reason") ?? default;

    /// <summary>The rows written with a warning with their warnings; empty where none were.</summary>
    public ReadOnlyMemory<byte> Warnings => warnings?.ToFile(header, "Import Warning Reason") ?? default;

    /// <summary>Drops the rows to hand out, of a job that can no longer be asked about.</summary>
    public void Forget() => failures = warnings = null;

    public override void RunTo(DateTimeOffset at)
    {
        if (plan is null) return;
        var due = at >= EndsAt ? last : DueAt(at);
        while (done < due)
            lock (data.Gate)
                for (var stop = Math.Min(due, done + RowsAtATime); done < stop; done++)
                    Write(plan);
    }

    protected override void Started()
    {
        if (last == 0) return;
        lock (data.Gate)
            plan!.Writer.Enter(plan.File);
    }

    protected override void Ended()
    {
        lock (data.Gate)
            plan!.Writer.Leave();
        (plan, reader) = (null, null);
    }

    private static int Last(ImportPlan plan, ImportFailure? failure) =>
        plan.Problem is not null ? 0 : Math.Min(plan.Rows, failure?.AfterRows ?? plan.Rows);

    private static TimeSpan TimeOf(ImportOptions options, int rows) => options.TimePerJob + (rows * options.TimePerRow);

    private int DueAt(DateTimeOffset at)
    {
        var options = data.Options.Imports;
        var time = at - StartedAt!.Value - options.TimePerJob;
        return time < TimeSpan.Zero || options.TimePerRow <= TimeSpan.Zero ? 0 : (int)Math.Min(last, time / options.TimePerRow);
    }

    private void Write(ImportPlan import)
    {
        reader ??= import.File.Open();
        reader.Read();
        var outcome = import.Writer.Write(reader, import.Call, done, StartedAt!.Value + TimeOf(data.Options.Imports, done + 1));
        if (outcome.Failure is { } reason)
        {
            Failed++;
            failures!.Add(reader, reason);
        }
        if (outcome.Warning is not { } warning) return;
        Warned++;
        warnings!.Add(reader, warning);
    }

    private ResultFile NewFile(ImportPlan import) => new(import.File.Delimiter, data.Options.Imports.KeepTrailingBlankCells);

    private string MessageOf(ImportSnapshot facts)
    {
        switch (facts.Status)
        {
            case ImportStatus.Queued:
                return "Import queued";
            case ImportStatus.Importing:
                return "Import in progress";
            case ImportStatus.Failed:
                return failure!.Message;
        }
        var (result, failed) = Failed == 0 ? ("succeeded", "") : ("completed with errors", $", {Failed} failed");
        var warned = Warned == 0 ? "" : $", {Warned} warning.";
        return string.Create(
            CultureInfo.InvariantCulture, $"Import {result}, {facts.Imported} records imported ({facts.Imported} members){failed}{warned}");
    }
}
