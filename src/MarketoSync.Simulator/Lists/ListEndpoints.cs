using System.Text.Json;

namespace MarketoSync.Simulator;

/// <summary>The rows of static lists. A list that does not exist is 1013 for the whole call.</summary>
internal sealed class ListEndpoints(Subscription data)
{
    public void AddTo(RestRoutes routes)
    {
        const string leads = "/rest/v1/lists/{id}/leads.json";
        routes.Add("POST", leads, Endpoint.Write(request => Change(request, Add)));
        routes.Add("DELETE", leads, Endpoint.Write(request => Change(request, Remove)));
        routes.Add("GET", leads, Endpoint.Read(Members));
        routes.Add("GET", "/rest/v1/list/{id}/leads.json", Endpoint.Read(Members));
        routes.Add("GET", "/rest/v1/lists/{id}/leads/ismember.json", Endpoint.Read(AreMembers));
    }

    /// <summary>A lead that is a member already is added all the same: Adobe names no other answer.</summary>
    private static Outcome Add(ListStore list, long lead)
    {
        list.Members.Add(lead);
        return Outcome.Of(LedgerEffect.Added, leadId: lead);
    }

    private static Outcome Remove(ListStore list, long lead) =>
        list.Members.Remove(lead) ? Outcome.Of(LedgerEffect.Removed, leadId: lead) : Outcome.Skipped("1015", "Lead not in list");

    private Accepted Change(RestRequest request, Func<ListStore, long, Outcome> change) => Find(request, list =>
        LeadIds.Read(request, data.Options.MaxRecords, leads =>
            Accepted.To(new LeadIdOperation(request.Number, data, list.Ledger, leads, lead => change(list, lead)))));

    private Accepted Members(RestRequest request) => Find(request, list =>
    {
        lock (data.Gate)
        {
            int[] leads = [.. list.Members.Select(id => data.Leads.FindById(id).First)];
            return GetLeadsOperation.Of(data.Leads, request, leads, $"list\n{request.PathId}");
        }
    });

    private Accepted AreMembers(RestRequest request) => Find(request, list =>
        LeadIds.Read(request, data.Options.MaxRecords, leads =>
            Accepted.To(new ReadOperation(writer => WriteMembership(writer, list, leads)))));

    private Accepted Find(RestRequest request, Func<ListStore, Accepted> accept) =>
        data.Lists.TryGetValue(request.PathId, out var list) ? accept(list) : Accepted.Refuse("1013", "List not found");

    private void WriteMembership(Utf8JsonWriter writer, ListStore list, SentLeadId[] leads)
    {
        writer.WriteStartArray("result"u8);
        lock (data.Gate)
        {
            foreach (var lead in leads)
            {
                writer.WriteStartObject();
                writer.WriteNumber("id"u8, lead.Id);
                var isKnown = data.HasLead(lead.Id);
                writer.WriteString("status"u8, !isKnown ? "skipped" : list.Members.Contains(lead.Id) ? "memberof" : "notmemberof");
                if (!isKnown) Answer.WriteReasons(writer, new ApiError("1004", "Lead not found"), AnswerStyle.Usual);
                writer.WriteEndObject();
            }
        }
        writer.WriteEndArray();
    }
}
