namespace MarketoSync.Intake;

/// <summary>What became of a source: <see cref="IntakeSummary"/> or <see cref="InputError"/>.</summary>
public abstract record IntakeResult;
