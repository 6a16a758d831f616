namespace LlmFromScratch.Corpora.Stories;

/// <summary>The letters of an event.</summary>
internal enum StoryField
{
    A, B, C, X, P, Q, S, R, N, W, U, J, T,
}

/// <summary>Reading and setting a letter of an event by its name.</summary>
internal static class StoryFieldExtensions
{
    public static int Get(this in StoryEvent e, StoryField field) => field switch
    {
        StoryField.A => e.A,
        StoryField.B => e.B,
        StoryField.C => e.C,
        StoryField.X => e.X,
        StoryField.P => e.P,
        StoryField.Q => e.Q,
        StoryField.S => e.S,
        StoryField.R => e.R,
        StoryField.N => e.N,
        StoryField.W => e.W,
        StoryField.U => e.U,
        StoryField.J => e.J,
        _ => e.T,
    };

    public static StoryEvent With(this in StoryEvent e, StoryField field, int value) => field switch
    {
        StoryField.A => e with { A = value },
        StoryField.B => e with { B = value },
        StoryField.C => e with { C = value },
        StoryField.X => e with { X = value },
        StoryField.P => e with { P = value },
        StoryField.Q => e with { Q = value },
        StoryField.S => e with { S = value },
        StoryField.R => e with { R = value },
        StoryField.N => e with { N = value },
        StoryField.W => e with { W = value },
        StoryField.U => e with { U = value },
        StoryField.J => e with { J = value },
        _ => e with { T = value },
    };
}
