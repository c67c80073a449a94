namespace MarketoSync.Intake;

/// <summary>What a record's text needs before it can be stored.</summary>
[Flags]
internal enum Rewrite
{
    None = 0,

    /// <summary>It has line breaks between its tokens.</summary>
    Fold = 1,

    /// <summary>It has fields that are not to be sent.</summary>
    DropAnnotations = 2,

    /// <summary>The mapping changes it, and leaves no annotation.</summary>
    Map = 4,
}
