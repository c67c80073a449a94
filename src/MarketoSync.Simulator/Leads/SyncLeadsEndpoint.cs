namespace MarketoSync.Simulator;

/// <summary><c>POST /rest/v1/leads.json</c></summary>
internal sealed class SyncLeadsEndpoint(Subscription data) : IEndpoint
{
    public bool Writes => true;

    public Accepted Accept(RestRequest request)
    {
        if (!request.IsJson) return Accepted.Refuse("612", "Invalid Content Type");
        var error = SyncLeadsRequest.Read(request.Body.Span, data.Leads.Schema, data.Reader, data.Options.MaxRecords, out var sync);
        return sync is null ? error : Accepted.To(new SyncLeadsOperation(request.Number, sync, data.Leads, data.Ledger.Leads, data.Time));
    }
}
