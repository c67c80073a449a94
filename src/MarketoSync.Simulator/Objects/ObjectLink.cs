namespace MarketoSync.Simulator;

/// <summary>
/// A field that names a record of another object. A record whose link leads nowhere is skipped with 1004, which Adobe documents for
/// leads; a missing sales person is 718.
/// </summary>
/// <param name="Field">The linking field.</param>
/// <param name="To"><c>leads</c>, or the name of another object type.</param>
/// <param name="ToField">A searchable field of <paramref name="To"/>, its id among them.</param>
/// <param name="Checked">Whether the other record must be there; if not, the link only says that it is in use.</param>
public sealed record ObjectLink(string Field, string To = "leads", string ToField = "id", bool Checked = true);
