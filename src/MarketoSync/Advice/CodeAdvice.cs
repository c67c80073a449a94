namespace MarketoSync.Advice;

/// <summary>What a code means and what to do about it, for people who know their data and not the API.</summary>
/// <param name="Meaning">One sentence.</param>
/// <param name="Action">One or two sentences.</param>
public sealed record CodeAdvice(string Meaning, string Action);
