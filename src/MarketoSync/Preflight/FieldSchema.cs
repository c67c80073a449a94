namespace MarketoSync.Preflight;

/// <summary>A field as a describe call tells of it.</summary>
/// <param name="Name">The name that REST calls use.</param>
/// <param name="Length">Characters that a value may have, or bytes where that is the type's measure. Null: it is not told.</param>
/// <param name="IsUpdateable">
/// Whether a call may change it. A lead's field that is not can never be sent, one of another object may be when the object is created.
/// </param>
public sealed record FieldSchema(string Name, FieldType Type, int? Length = null, bool IsUpdateable = true)
{
    /// <summary>Whether it is a lead's and yet its company's: see <see cref="ObjectSchema.WithCompany"/>.</summary>
    public bool IsOfCompany { get; init; }
}
