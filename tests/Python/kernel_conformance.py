"""What Jupyter's own conformance suite for kernels, jupyter_kernel_test, needs to know about ours.

    python3 kernel_conformance.py

The suite is installed (pip install jupyter_kernel_test), and the kernel llm-csharp where its Python looks: llm kernel install, perhaps with
--prefix. One test is skipped: there is no pager, since hover help is shown by the editor.
"""

import unittest

import jupyter_kernel_test


class CSharpKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "llm-csharp"
    language_name = "C#"
    file_extension = ".cs"

    code_hello_world = 'Console.WriteLine("hello, world");'
    code_stderr = 'Console.Error.WriteLine("test");'
    code_generate_error = 'throw new InvalidOperationException("oops");'
    code_clear_output = "LlmFromScratch.Notebooks.Hosting.CellHelpers.ClearOutput();"
    code_inspect_sample = "Console.WriteLine"

    completion_samples = [
        {"text": "Console.WriteL", "matches": {"WriteLine"}},
        {"text": '"abc".Substr', "matches": {"Substring"}},
        {"text": "System.Text.Json.JsonNamingPol", "matches": {"JsonNamingPolicy"}},
        {"text": "notThere.", "matches": set()},
    ]

    complete_code_samples = ["", "1", "var x = 1;", "int F(int x)\n{\n    return x * 2;\n}", "// only a comment", '#r "some.dll"']
    incomplete_code_samples = ["int F(int x) {", "if (true) {\n    1.Display();", "var a = new[] { 1,", "/* open", 'var s = """\nraw', "Console.WriteLine("]
    invalid_code_samples = ["int x = );", "}", "class 7q { }", '"abc']

    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": "1.5 / 1.0", "result": "1.5"},
        {"code": "Enumerable.Range(1, 3).Select(n => n * n)", "mime": "text/html"},
        {"code": 'new { A = 1, B = "x" }', "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "display(42);", "mime": "text/plain"},
        {"code": 'display("<b>x</b>", "text/html");', "mime": "text/html"},
        {"code": 'display("<svg/>", "image/svg+xml");', "mime": "image/svg+xml"},
        {"code": "#!html\n<i>a</i>", "mime": "text/html"},
        {"code": "#!markdown\n# a", "mime": "text/markdown"},
        {"code": "#!javascript\n1", "mime": "text/html"},
    ]

    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1 + ?*"


if __name__ == "__main__":
    unittest.main(verbosity=2)
