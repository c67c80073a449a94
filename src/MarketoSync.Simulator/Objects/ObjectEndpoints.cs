namespace MarketoSync.Simulator;

/// <summary>The rows of one object: sync, read, delete and describe.</summary>
internal sealed class ObjectEndpoints(Subscription data, ObjectStore store)
{
    private static readonly ApiError CrmEnabled = new("1018", "CRM Enabled");

    private readonly ObjectSchema schema = store.Schema;
    private readonly ObjectReader reader = new(store.Schema, data.Options.OverLongValues);

    public void AddTo(RestRoutes routes)
    {
        var path = $"/rest/v1/{schema.Type.Name}";
        routes.Add("POST", $"{path}.json", Endpoint.Write(request => Changing(request, Sync)));
        routes.Add("POST", $"{path}/delete.json", Endpoint.Write(request => Changing(request, Delete)));
        routes.Add("GET", $"{path}.json", Endpoint.Read(request => Reading(() => new ObjectQuery(data, _ => store).Accept(request))));
        routes.Add("GET", $"{path}/describe.json", Endpoint.Read(_ => Reading(() => Accepted.To(new ReadOperation(
            writer => ObjectDescription.WriteResult(writer, [schema], data.Options.HasNativeCrmSync))))));
    }

    private Accepted Changing(RestRequest request, Func<RestRequest, JsonCall, Accepted> change) =>
        data.Options.HasNativeCrmSync && schema.Type.Crm is not CrmRule.Unaffected
            ? CrmEnabled
            : JsonCall.Read(request, data.Options.MaxRecords, call => change(request, call));

    private Accepted Reading(Func<Accepted> read) =>
        data.Options.HasNativeCrmSync && schema.Type.Crm is CrmRule.Closed ? CrmEnabled : read();

    private Accepted Sync(RestRequest request, JsonCall call)
    {
        if (SyncActions.Parse(call["action"]) is not { } action || action is SyncAction.CreateDuplicate) return Invalid("action", call);
        if (!TryMode(call["dedupeBy"], out var byId)) return Invalid("dedupeBy", call);
        if (byId && action is not SyncAction.UpdateOnly)
            return new ApiError("1003", $"dedupeBy 'idField' is not allowed with action '{call["action"] ?? "createOrUpdate"}'");
        var records = reader.Read(call.Input, byId, out var error);
        if (error.Code is null && data.Options.UnknownSalesPerson is UnknownSalesPerson.RefuseCall) error = MissingSalesPerson(records);
        return error.Code is null ? Accepted.To(new SyncObjectsOperation(request.Number, data, store, action, byId, records)) : error;
    }

    private Accepted Delete(RestRequest request, JsonCall call)
    {
        if (!TryMode(call["deleteBy"], out var byId)) return Invalid("deleteBy", call);
        var records = reader.Read(call.Input, byId, out var error);
        return error.Code is null ? Accepted.To(new DeleteObjectsOperation(request.Number, data, store, byId, records)) : error;
    }

    private ApiError MissingSalesPerson(SentObject[] records)
    {
        lock (data.Gate)
            return records.Select(record => ObjectLinks.Missing(data, schema, record.Values))
                .FirstOrDefault(missing => missing.Code is "718");
    }

    private static bool TryMode(string? mode, out bool byId)
    {
        byId = mode is "idField";
        return mode is null or "dedupeFields" or "idField";
    }

    private static ApiError Invalid(string parameter, JsonCall call) =>
        new("1003", $"Invalid value for parameter '{parameter}' and value '{call[parameter]}'");
}
