namespace MarketoSync.Simulator;

/// <summary><c>POST /rest/v1/leads.json</c></summary>
internal sealed class SyncLeadsEndpoint(LeadStore store, LeadReader leads, Ledger ledger, SimulatorOptions options, TimeProvider time) : IEndpoint
{
    public bool Writes => true;

    public Accepted Accept(RestRequest request)
    {
        if (!request.IsJson) return Accepted.Refuse("612", "Invalid Content Type");
        var error = SyncLeadsRequest.Read(request.Body.Span, store.Schema, leads, options.MaxRecords, out var sync);
        return sync is null ? error : Accepted.To(new SyncLeadsOperation(request.Number, sync, store, ledger, time));
    }
}
