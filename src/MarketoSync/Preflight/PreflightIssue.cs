namespace MarketoSync.Preflight;

/// <summary>What is wrong with a field, or with a value in it. It never tells the value.</summary>
/// <param name="Code">One of <see cref="PreflightCodes"/>.</param>
/// <param name="Field">The field's name.</param>
/// <param name="Message">What is wrong and what to do about it, for the user.</param>
/// <param name="IsOfField">Whether it holds for every record that has the field, whatever the value.</param>
/// <param name="IsRefused">Whether Marketo refuses the record for it, as far as that is known.</param>
public sealed record PreflightIssue(string Code, string Field, string Message, bool IsOfField, bool IsRefused = true);
