namespace MarketoSync.Simulator;

/// <summary><c>GET /rest/v1/customobjects.json</c>, all or those in <c>names</c>.</summary>
internal static class CustomObjectList
{
    public static Accepted Accept(Subscription data, RestRequest request)
    {
        var names = request["names"]?.Split(',', StringSplitOptions.TrimEntries);
        var types = data.Objects.Values.Select(store => store.Schema)
            .Where(schema => schema.Type.IsCustom && (names is null || names.Contains(schema.Type.DescribeName, StringComparer.Ordinal)));
        return Accepted.To(new ReadOperation(writer =>
            ObjectDescription.WriteResult(writer, types, data.Options.HasNativeCrmSync, withFields: false)));
    }
}
