namespace MarketoSync.Simulator;

/// <summary>
/// <c>POST /rest/v1/leads/delete.json</c>, and <c>/rest/v1/leads.json</c> with <c>_method=DELETE</c>, which recorded traffic has. A
/// deleted lead leaves its lists and programs; records of other objects keep its id.
/// </summary>
internal sealed class DeleteLeadsEndpoint(Subscription data) : IEndpoint
{
    public bool Writes => true;

    public Accepted Accept(RestRequest request) => LeadIds.Read(request, data.Options.MaxRecords, leads =>
        Accepted.To(new LeadIdOperation(request.Number, data, data.Ledger.Leads, leads, id =>
        {
            data.DeleteLead(id);
            return Outcome.Of(LedgerEffect.Deleted, leadId: id);
        })));
}
