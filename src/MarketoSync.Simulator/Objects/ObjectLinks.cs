namespace MarketoSync.Simulator;

/// <summary>Looks for the records that a record's link fields name.</summary>
internal static class ObjectLinks
{
    /// <summary>Why the first of the links that leads nowhere does so; no code where all are good. Under the subscription's gate.</summary>
    public static ApiError Missing(Subscription data, ObjectSchema schema, object?[] values)
    {
        foreach (var (field, link) in schema.Links)
        {
            if (!link.Checked || FieldValue.KeyText(FieldValue.Stored(values[field])) is not { } value || data.Reaches(link, value)) continue;
            return link.To switch
            {
                "leads" => new ApiError("1004", "Lead not found"),
                "salespersons" => new ApiError("718", "ExternalSalesPersonID not found"),
                "opportunities" => new ApiError("1004", "Opportunity not found"),
                _ => new ApiError("1004", "Object not found"),
            };
        }
        return default;
    }
}
