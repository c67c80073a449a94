namespace MarketoSync.Simulator;

/// <summary>One field of leads or of another object.</summary>
/// <param name="Name">The REST name, matched exactly.</param>
/// <param name="Type">What values it takes.</param>
/// <param name="Length">Characters a value may have; UTF-8 bytes for <see cref="SimulatedFieldType.Text"/>. Unused for other types.</param>
/// <param name="Searchable">
/// Whether it may be a lookup field or a filter type. The key fields and the id field of an object may in any case.
/// </param>
public sealed record SimulatedField(string Name, SimulatedFieldType Type, int Length = 255, bool Searchable = false)
{
    /// <summary>The name people see; null makes one from <see cref="Name"/>.</summary>
    public string? DisplayName { get; init; }

    /// <summary>
    /// Whether a call may change it. A lead field that is not updateable cannot be sent at all; a field of another object can be given
    /// a value when its record is created. Formula fields are never updateable.
    /// </summary>
    public bool Updateable { get; init; } = true;

    internal bool IsWritable => Updateable && Type is not SimulatedFieldType.Formula;

    internal bool HasLength =>
        Type is SimulatedFieldType.String or SimulatedFieldType.Email or SimulatedFieldType.Text or SimulatedFieldType.Phone
            or SimulatedFieldType.Url or SimulatedFieldType.Formula;

    /// <summary>Whether any text fits that is not too long.</summary>
    internal bool IsFreeText =>
        Type is SimulatedFieldType.String or SimulatedFieldType.Phone or SimulatedFieldType.Url or SimulatedFieldType.Text;

    internal string Label => DisplayName ?? FromName(Name);

    /// <summary>firstName becomes First Name.</summary>
    private static string FromName(string name) => string.Concat(
        name.Select((letter, i) => i == 0 ? char.ToUpperInvariant(letter).ToString() : char.IsUpper(letter) ? $" {letter}" : $"{letter}"));
}
