namespace MarketoSync.Intake;

internal static class Utf16
{
    /// <summary>The error of a source that begins with the byte order mark of UTF-16, which JSON must not be written in.</summary>
    public static InputError? Refuse(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            ? new InputError(1, "The file is in the UTF-16 encoding. Save it as UTF-8 and sync it again.")
            : null;
}
