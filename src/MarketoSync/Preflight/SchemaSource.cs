using MarketoSync.Marketo;
using MarketoSync.Orchestration;
using MarketoSync.Recovery;
using MarketoSync.Runs;
using MarketoSync.Sending;

namespace MarketoSync.Preflight;

/// <summary>
/// Asks Marketo which fields an object has, and keeps the answer with the runs, for all processes. Adobe advises to keep it for about a day
/// (best practices), for each such call counts.
/// </summary>
public sealed class SchemaSource(MarketoClient client, IRunStore store, MarketoSettings settings, TimeProvider time) : ISchemaSource, IDisposable
{
    private const string Folder = "describe";

    /// <summary>Somebody waits for the records to be read in. What takes longer to pass is told as a fault.</summary>
    private const int MostAttempts = 3;

    /// <summary>Of several runs that begin at a time one asks.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<SchemaAnswer> ReadAsync(Target target, TimeSpan mostAge, CancellationToken cancellation)
    {
        var description = DescriptionOf(target);
        await _turn.WaitAsync(cancellation);
        try
        {
            return await ReadAsync(target, description, mostAge, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public Task ForgetAsync(Target target, CancellationToken cancellation) => store.Shared.DeleteAsync(NameOf(DescriptionOf(target)), cancellation);

    public void Dispose() => _turn.Dispose();

    private async Task<SchemaAnswer> ReadAsync(Target target, Description description, TimeSpan mostAge, CancellationToken cancellation)
    {
        var kept = await store.Shared.ReadAsync(NameOf(description), cancellation) is { } content ? KeptSchema.TryRead(content.Span) : null;
        if (kept?.Path == description.Path && kept.ReadAt <= time.GetUtcNow() && time.GetUtcNow() - kept.ReadAt < mostAge)
            return new SchemaAnswer(kept.Schema, CallCount.None);

        var answer = await AskAsync(target, description, cancellation);
        if (answer.Schema is { } schema)
            await store.Shared.WriteAsync(NameOf(description), new KeptSchema(description.Path, time.GetUtcNow(), schema).Content(), cancellation);
        return answer;
    }

    private static Description DescriptionOf(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Description ?? throw new ArgumentException($"Marketo does not describe {target.Name}.", nameof(target));
    }

    private async Task<SchemaAnswer> AskAsync(Target target, Description description, CancellationToken cancellation)
    {
        var call = Call.Get(description.Path, "", settings.TimeoutFor(description.ServerTimeout)) with
        {
            Subject = new(target.Name, CallSubject.Describe, 0), Template = description.Template,
        };
        var calls = CallCount.None;
        for (var attempt = 1; ; attempt++)
        {
            var result = await client.SendAsync(call, _ => Task.CompletedTask, cancellation);
            calls = calls.Plus(StepOutcome.CountOf(result));
            if (result.Succeeded && ObjectSchemaReader.Read(result.Body) is { } schema) return new SchemaAnswer(schema, calls);
            if (result.Succeeded) result = result with { Kind = OutcomeKind.Lost, Code = FaultCodes.UnreadableAnswer };
            if (attempt == MostAttempts || WaitAfter(result, attempt, target.Name) is not { } wait) return new SchemaAnswer(null, calls, result);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellation);
        }
    }

    /// <summary>Null if it is no use to ask again soon. To ask twice does no harm.</summary>
    private TimeSpan? WaitAfter(CallResult result, int attempt, string target) => (result.Kind, ErrorRules.For(result.Code).Remedy) switch
    {
        (OutcomeKind.NotSent or OutcomeKind.SignInRefused or OutcomeKind.DailyLimit, _) => null,
        _ when result.Code == FaultCodes.Timeout => null,

        // While a limit is reached the call's turn does not come.
        (_, Remedy.Authenticate or Remedy.Throttle) => TimeSpan.Zero,
        (_, Remedy.BackOff) => BackOff.Delay(settings.FirstBackOff, attempt, target),
        _ => null,
    };

    /// <summary>Each subscription has descriptions of its own.</summary>
    private string NameOf(Description description) =>
        $"{Folder}/{settings.BaseUrl.Host}-{settings.BaseUrl.Port}/{description.Path.Replace('/', '-')}";
}
