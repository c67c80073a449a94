namespace MarketoSync.Simulator;

/// <summary>One kind of object that is synced by key: a custom object, or one of <see cref="StandardObjects"/>.</summary>
/// <param name="Name">Its path below <c>/rest/v1/</c>, such as <c>customobjects/car_c</c>. The ledger knows it by this name.</param>
/// <param name="DedupeFields">One to three of <paramref name="Fields"/>, which together are the key.</param>
/// <param name="Fields">All but the id, createdAt and updatedAt, which always exist. Key fields are never updateable.</param>
public sealed record SimulatedObjectType(string Name, IReadOnlyList<string> DedupeFields, IReadOnlyList<SimulatedField> Fields)
{
    /// <summary>Fields whose value is the key of a record of another object, which must be there.</summary>
    public IReadOnlyList<ObjectLink> Links { get; init; } = [];

    public string? DisplayName { get; init; }

    /// <summary>The name that describe gives.</summary>
    internal string DescribeName { get; init; } = Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary><c>marketoGUID</c>, or <c>id</c> for a whole number; empty for records without an id of their own.</summary>
    internal string IdField { get; init; } = "marketoGUID";

    /// <summary>What describe tells as the key, if not <see cref="DedupeFields"/>.</summary>
    internal IReadOnlyList<string>? DescribedKey { get; init; }

    /// <summary>Fields that must not be null.</summary>
    internal IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Whether a key twice in one call is refused with 1036, which Adobe documents for companies.</summary>
    internal bool RefusesKeyTwice { get; init; }

    /// <summary>Whether a record that another one names cannot be deleted (1022), which Adobe documents for sales persons.</summary>
    internal bool RefusesDeleteInUse { get; init; }

    /// <summary>What a native CRM sync leaves of its endpoints.</summary>
    internal CrmRule Crm { get; init; }

    /// <summary>The message of 1013.</summary>
    internal string NotFound { get; init; } = "Record not found";

    /// <summary>A custom object type, approved.</summary>
    /// <param name="apiName">Such as <c>car_c</c>.</param>
    public static SimulatedObjectType Custom(
        string apiName, IReadOnlyList<string> dedupeFields, IReadOnlyList<SimulatedField> fields, params IReadOnlyList<ObjectLink> links) =>
        new($"{CustomPrefix}{apiName}", dedupeFields, fields) { Links = links, NotFound = "Object not found" };

    internal const string CustomPrefix = "customobjects/";

    internal bool IsCustom => Name.StartsWith(CustomPrefix, StringComparison.Ordinal);
}
