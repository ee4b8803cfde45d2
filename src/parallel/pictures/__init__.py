"""Pictures as SVG text: how an alignment runs, how sure it is, how figures change over the runs of a history.

Pure functions from values to markup; everything written into a picture is escaped. Colours can be told apart by readers
who see few of them (Okabe and Ito 2008), and no picture says by colour alone what it says.
"""

from parallel.pictures.canvas import Picture, stacked
from parallel.pictures.dotplot import dot_plot
from parallel.pictures.lines import Chart, Line, line_chart
from parallel.pictures.strip import confidence_strip

__all__ = ["Chart", "Line", "Picture", "confidence_strip", "dot_plot", "line_chart", "stacked"]
