using MarketoSync.Marketo;
using MarketoSync.Orchestration;

namespace MarketoSync.Sending;

/// <summary>Finds leads by the values of a field, whatever number of calls that takes.</summary>
public sealed class LeadReader(MarketoClient client, MarketoSettings settings)
{
    private const string TooMany = "1003";

    public async Task<FoundLeads> FindAsync(
        Target target, string field, IReadOnlyList<string> values, LookUpIntents intents, CancellationToken cancellation)
    {
        var leads = new List<FoundLead>();
        var unprovable = new List<string>();
        var calls = CallCount.None;
        var isAnyAnswered = false;
        var ahead = new Stack<IReadOnlyList<string>>(values.Chunk(LeadQuery.MaxValues).Reverse());
        while (ahead.TryPop(out var some))
        {
            string? page = null;
            do
            {
                var (result, found, spent) = await ReadPageAsync(target, field, some, page, intents, cancellation);
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
                    unprovable.AddRange(some);
                    break;
                }

                if (found is null) return new FoundLeads(leads, unprovable, calls, result);

                isAnyAnswered = true;
                leads.AddRange(found.Leads);
                page = found.NextPageToken;
            }
            while (page is not null);
        }

        return new FoundLeads(leads, unprovable, calls, null);
    }

    private async Task<(CallResult Result, LeadPage? Page, CallCount Spent)> ReadPageAsync(
        Target target, string field, IReadOnlyList<string> values, string? page, LookUpIntents intents, CancellationToken cancellation)
    {
        string[] fields = field == "id" ? ["id", "createdAt"] : ["id", field, "createdAt"];
        var call = LeadQuery.Build(target, field, values, fields, page, settings.TimeoutFor(target)) with { Subject = new(target.Name, CallSubject.LookUp, values.Count) };
        var result = await client.SendAsync(call, _ => intents.NoteAsync(), cancellation);
        var spent = StepOutcome.CountOf(result);
        if (result.Code == "414" && call.Body is null)
        {
            var post = LeadQuery.AsPost(call.Path, call.Query!, call.Timeout) with { Subject = call.Subject };
            result = await client.SendAsync(post, _ => intents.NoteAsync(), cancellation);
            spent = spent.Plus(StepOutcome.CountOf(result));
        }

        if (!result.Succeeded) return (result, null, spent);

        var read = LeadPage.TryRead(result.Body, field);
        return read is null
            ? (result with { Kind = OutcomeKind.Lost, Code = FaultCodes.UnreadableAnswer }, null, spent)
            : (result, read, spent);
    }
}
