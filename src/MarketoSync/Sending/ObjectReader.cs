using MarketoSync.Marketo;
using MarketoSync.Orchestration;

namespace MarketoSync.Sending;

/// <summary>Finds objects by the values of their fields, whatever number of calls that takes.</summary>
public sealed class ObjectReader(MarketoClient client, MarketoSettings settings)
{
    private const string TooMany = "1003";

    /// <param name="fields">One field, or all that tell the objects apart.</param>
    /// <param name="suspects">Whose values to look for, each once.</param>
    /// <param name="withChanges">Whether it matters when they were last changed.</param>
    public async Task<FoundObjects> FindAsync(
        RunScope scope, IReadOnlyList<string> fields, IReadOnlyList<Suspect> suspects, bool withChanges, LookUpIntents intents, CancellationToken cancellation)
    {
        var objects = new List<FoundObject>();
        var unprovable = new List<string>();
        var calls = CallCount.None;
        var isAnyAnswered = false;
        var ahead = new Stack<IReadOnlyList<Suspect>>(suspects.Chunk(ObjectQuery.MaxValues).Reverse());
        while (ahead.TryPop(out var some))
        {
            string? page = null;
            do
            {
                var (result, found, spent) = await ReadPageAsync(scope, fields, some, withChanges, page, intents, cancellation);
                calls = calls.Plus(spent);
                if (result.Code == TooMany && some.Count > 1)
                {
                    ahead.Push([.. some.Skip(some.Count / 2)]);
                    ahead.Push([.. some.Take(some.Count / 2)]);
                    break;
                }

                // The code may also mean that the request is wrong: then it comes for a second lone value as well.
                if (result.Code == TooMany && (isAnyAnswered || unprovable.Count == 0))
                {
                    unprovable.AddRange(some.Select(suspect => suspect.Value));
                    break;
                }

                if (found is null) return new FoundObjects(objects, unprovable, calls, result);

                isAnyAnswered = true;
                objects.AddRange(found.Objects);
                page = found.NextPageToken;
            }
            while (page is not null);
        }

        return new FoundObjects(objects, unprovable, calls, null);
    }

    private async Task<(CallResult Result, ObjectPage? Page, CallCount Spent)> ReadPageAsync(
        RunScope scope, IReadOnlyList<string> fields, IReadOnlyList<Suspect> suspects, bool withChanges, string? page, LookUpIntents intents, CancellationToken cancellation)
    {
        var call = Query(scope, fields, suspects, withChanges, page);
        var result = await client.SendAsync(call, _ => intents.NoteAsync(), cancellation);
        var spent = StepOutcome.CountOf(result);
        if (result.Code == "414" && call.Body is null)
        {
            var post = ObjectQuery.AsPost(call.Path, call.Query!, call.Timeout) with { Subject = call.Subject, Template = call.Template };
            result = await client.SendAsync(post, _ => intents.NoteAsync(), cancellation);
            spent = spent.Plus(StepOutcome.CountOf(result));
        }

        if (!result.Succeeded) return (result, null, spent);

        var read = ObjectPage.TryRead(result.Body, scope.Target.IdField, fields);
        return read is null
            ? (result with { Kind = OutcomeKind.Lost, Code = FaultCodes.UnreadableAnswer }, null, spent)
            : (result, read, spent);
    }

    private Call Query(RunScope scope, IReadOnlyList<string> fields, IReadOnlyList<Suspect> suspects, bool withChanges, string? page)
    {
        var readBack = scope.Target.ReadBack ?? throw new InvalidOperationException($"{scope.Target.Name} cannot be looked up.");
        var timeout = settings.TimeoutFor(readBack.ServerTimeout);

        // Where a second call may be told that all is as wanted, only the last change tells whether the first one made it so.
        string[] times = withChanges || scope.Operation.NoOps.Count > 0 ? ["createdAt", "updatedAt"] : ["createdAt"];
        string[] wanted = [.. fields.Prepend(scope.Target.IdField).Concat(times).Distinct()];
        var call = fields is [var field]
            ? ObjectQuery.Build(readBack.Path, field, [.. suspects.Select(suspect => suspect.Value)], wanted, page, timeout)
            : ObjectQuery.BuildCompound(readBack.Path, SyncCall.Keys([.. suspects.Select(suspect => suspect.Record)], fields), wanted, page, timeout);
        return call with { Subject = new(scope.Target.Name, CallSubject.LookUp, suspects.Count), Template = readBack.Template };
    }
}
