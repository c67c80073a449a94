namespace MarketoSync.Preflight;

/// <summary>What a field holds, as far as values can be held against it. By Adobe's developer documentation, field-types.</summary>
public enum FieldType
{
    /// <summary>A type that says nothing about values, or one that is not known here.</summary>
    Other,

    /// <summary>Text of so many characters, as are phone numbers and addresses of pages.</summary>
    Text,

    /// <summary>Text of 30,000 bytes at most.</summary>
    TextArea,

    /// <summary>An address in ASCII.</summary>
    Email,

    /// <summary>A whole number, as are scores and percentages.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A sum of money.</summary>
    Currency,

    Boolean,

    /// <summary><c>YYYY-MM-DD</c></summary>
    Date,

    /// <summary>ISO 8601.</summary>
    DateTime,

    /// <summary>Marketo computes it. It cannot be written.</summary>
    Formula,
}
