namespace MarketoSync.Intake;

/// <summary>What a field's name says about it.</summary>
internal enum FieldKind : byte
{
    Plain,

    /// <summary>It tells whose record it is.</summary>
    Key,

    /// <summary>The mapping leaves it out.</summary>
    Dropped,

    /// <summary>A rejects file has it for the reader. It is never sent.</summary>
    Annotation,

    /// <summary>The annotation that tells which mapping was applied to the record.</summary>
    Mark,

    /// <summary>The annotation that holds the text of a record which could not be read.</summary>
    RejectedText,
}
