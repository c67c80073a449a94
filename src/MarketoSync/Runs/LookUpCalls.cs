namespace MarketoSync.Runs;

/// <summary>How many calls a look-up of a batch has begun.</summary>
/// <param name="Step">Which of the batch's steps it is.</param>
/// <param name="Begun">Noted before each call, so that it counts those of a process that died.</param>
public sealed record LookUpCalls(int Step, int Begun);
