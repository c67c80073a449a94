using System.Diagnostics;
using MarketoSync.Batching;
using MarketoSync.Marketo;
using MarketoSync.Recovery;

namespace MarketoSync.Telemetry;

/// <summary>
/// A span of each step of a run. Steps are taken by activities; orchestration code is run again and again to bring back its state, and
/// must tell nothing.
/// </summary>
public sealed class StepTelemetry
{
    private readonly ActivitySource _source;

    internal StepTelemetry(ActivitySource source) => _source = source;

    /// <summary>Takes a step under a span.</summary>
    /// <param name="step">What the step is called.</param>
    /// <param name="batch">The batch that it is about, if it is about one.</param>
    public Task<T> TakeAsync<T>(string step, string run, Batch? batch, Func<Task<T>> take) =>
        _source.HasListeners() ? TakeHeardAsync(step, run, batch, take) : take();

    private async Task<T> TakeHeardAsync<T>(string step, string run, Batch? batch, Func<Task<T>> take)
    {
        var tags = new TagList { { AttributeNames.Run, run }, { AttributeNames.Step, step } };
        if (batch is not null)
        {
            tags.Add(AttributeNames.Batch, batch.Id);
            tags.Add(AttributeNames.BatchRecords, batch.Count);
        }

        using var span = _source.StartActivity(ActivityKind.Internal, tags: tags, name: $"step {step}");
        try
        {
            var output = await take();
            if (output is BatchOutcome outcome) Describe(span, outcome);
            return output;
        }
        catch (Exception fault)
        {
            // Its message may name a file.
            span?.SetTag(AttributeNames.ErrorType, fault.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    /// <summary>What a step met is no error of the step's: it is an outcome, and recovery's to decide on.</summary>
    private static void Describe(Activity? span, BatchOutcome outcome)
    {
        if (span is not { IsAllDataRequested: true }) return;

        span.SetTag(AttributeNames.Outcome, outcome.Kind.Name());
        if (outcome.Kind != OutcomeKind.Accepted) span.SetTag(AttributeNames.ErrorType, ErrorType.Of(outcome.Code));
    }
}
